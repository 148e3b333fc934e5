-- The numbers of the lines that others have published; the newest delivery of a period counts. Where days are given the
-- rate is theirs.
--
-- Grain:      one row per line, length of period and period
-- Parameters: $municipality  its short key
-- Columns:    external_line_id, line, granularity, period_start, rate_pct, lost_days, possible_days
with named as (
    select
        standing_external_line.*,
        max(external_line_id) over (
            partition by name_key, service_area_id, certified, holiday_in_possible_days
        ) as line_id,
        last_value(name) over (
            partition by name_key, service_area_id, certified, holiday_in_possible_days
            order by external_line_id
            rows between unbounded preceding and unbounded following
        ) as line
    from standing_external_line
    where municipality = $municipality
)

select
    named.line_id as external_line_id,
    named.line,
    external_line_value.granularity,
    external_line_value.period_start,
    case
        when external_line_value.lost_days is not null and external_line_value.possible_days > 0
            then 100 * external_line_value.lost_days / external_line_value.possible_days
        else external_line_value.rate_pct
    end as rate_pct,
    external_line_value.lost_days,
    external_line_value.possible_days
from named
inner join external_line_value on named.external_line_id = external_line_value.external_line_id
qualify
    named.external_line_id = max(named.external_line_id) over (
        partition by named.line_id, external_line_value.granularity, external_line_value.period_start
    )
order by named.line, named.line_id, external_line_value.granularity, external_line_value.period_start
