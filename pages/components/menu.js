// On a narrow screen Streamlit lists the menu as <ul> with headings between its <li>, which a screen reader counts wrongly
// (WCAG 1.3.1). Without the list's role every link is still read, under its heading, and no count is given.
(() => {
  const mend = () =>
    document.querySelectorAll("[data-testid=stSidebarNavItems], [data-testid=stSidebarNavItems] li").forEach((item) => {
      if (item.getAttribute("role") !== "presentation") item.setAttribute("role", "presentation");
    });
  new MutationObserver(mend).observe(document.documentElement, { subtree: true, childList: true });
})();
