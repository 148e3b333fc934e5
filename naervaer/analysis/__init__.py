"""From a panel to what can honestly be said of it: the estimators under the names of their field, and one verdict."""

from naervaer.analysis.control_chart import laney_p, mdc_rules, xmr
from naervaer.analysis.count import clopper_pearson, sign_test, wilson
from naervaer.analysis.false_discovery import benjamini_hochberg
from naervaer.analysis.funnel import funnel
from naervaer.analysis.interrupted_time_series import interrupted_time_series, reml_ar1
from naervaer.analysis.observed_expected import observed_expected
from naervaer.analysis.result import analyse, said
from naervaer.analysis.shrinkage import james_stein, tau2_dersimonian_laird
from naervaer.analysis.table import MissingColumnsError, RepeatedColumnsError
from naervaer.analysis.verdict import State


__all__ = [
    "MissingColumnsError",
    "RepeatedColumnsError",
    "State",
    "analyse",
    "benjamini_hochberg",
    "clopper_pearson",
    "funnel",
    "interrupted_time_series",
    "james_stein",
    "laney_p",
    "mdc_rules",
    "observed_expected",
    "reml_ar1",
    "said",
    "sign_test",
    "tau2_dersimonian_laird",
    "wilson",
    "xmr",
]
