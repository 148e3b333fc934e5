"""The floor of every page, from the same Streamlit with the same settings: a choice and a word that follows it.

With ?chart it also holds a bare line of two years' months, which tells how much of a page's time is Vega's own.
"""

import streamlit as st


chosen = st.selectbox("Choice", ["first", "second"])
st.write(f"Chosen: {chosen}")
if "chart" in st.query_params:
    level = {"first": 8, "second": 10}[chosen]
    months = [{"month": month, "rate": level + month % 12 / 4} for month in range(24)]
    axes = {name: {"field": name, "type": "quantitative"} for name in ("month", "rate")}
    st.vega_lite_chart(
        {"data": {"values": months}, "mark": "line", "encoding": {"x": axes["month"], "y": axes["rate"]}}
    )
