"""Nærvær: did the initiative change anything in the units that took part?"""
