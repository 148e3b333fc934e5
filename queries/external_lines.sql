-- Lines that others have published, each with its own definition; what nobody has said is null. Its number is that of its
-- newest delivery.
--
-- Grain:      one row per line
-- Parameters: $municipality  its short key
-- Columns:    external_line_id, line, reach, area, certified, holiday_in_possible_days, source, granularities, n_periods,
--             first_period, last_period
with named as (
    select
        standing_external_line.*,
        max(external_line_id) over (
            partition by name_key, service_area_id, certified, holiday_in_possible_days
        ) as line_id
    from standing_external_line
    where municipality = $municipality
)

select
    named.line_id as external_line_id,
    max_by(named.name, named.external_line_id) as line,
    max_by(named.reach, named.external_line_id) as reach,
    max(service_area.name) as area,
    max(named.certified) as certified,
    bool_or(named.holiday_in_possible_days) as holiday_in_possible_days,
    max_by(named.source, named.external_line_id) as source,
    list(distinct external_line_value.granularity order by external_line_value.granularity) as granularities,
    count(distinct (external_line_value.granularity, external_line_value.period_start)) as n_periods,
    min(external_line_value.period_start) as first_period,
    max(external_line_value.period_start) as last_period
from named
inner join external_line_value on named.external_line_id = external_line_value.external_line_id
left join service_area on named.service_area_id = service_area.service_area_id
group by named.line_id
order by line, external_line_id
