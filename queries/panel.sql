-- The numbers that count, for one length of period and one part of the absence, all of one definition: the one that most
-- of them have (query definitions tells of the others). Units that are joined are one series: its own numbers where it
-- has any, else the sums of the units it came from.
--
-- Grain:      one row per unit and period
-- Parameters: $municipality  its short key
--             $granularity   month, quarter, …
--             $part          total, short, long, …
-- Columns:    unit_id, unit, area, period_start, lost_days, possible_days, rate_pct, employees, fte
with counted as materialized (
    select
        coalesce(joined_unit.series_id, observation.unit_id) as unit_id,
        observation.upload_id,
        observation.period_start,
        observation.lost_days,
        observation.possible_days,
        observation.rate_pct,
        observation.employees,
        observation.fte,
        joined_unit.series_id is null as is_own
    from observation
    left join joined_unit on observation.unit_id = joined_unit.unit_id
    where
        observation.municipality = $municipality
        and observation.granularity = $granularity
        and observation.part = $part
        and observation.is_current
),

defined as (
    select
        per_upload.upload_id,
        series_definition.certified,
        series_definition.holiday_in_possible_days,
        case when $part <> 'total' then series_definition.short_until_day end as short_until_day,
        per_upload.n_rows
    from (select upload_id, count(*) as n_rows from counted group by upload_id) as per_upload
    left join upload on per_upload.upload_id = upload.upload_id
    left join series_definition on upload.series_definition_id = series_definition.series_definition_id
),

-- Each property by itself: what a source does not tell is taken to be as the others.
main as (
    select
        (select certified from defined where certified is not null
        group by certified order by sum(n_rows) desc, certified limit 1) as certified,
        (select holiday_in_possible_days from defined where holiday_in_possible_days is not null
        group by holiday_in_possible_days order by sum(n_rows) desc, holiday_in_possible_days limit 1)
            as holiday_in_possible_days,
        (select short_until_day from defined where short_until_day is not null
        group by short_until_day order by sum(n_rows) desc, short_until_day limit 1) as short_until_day
),

of_one_definition as (
    select defined.upload_id
    from defined
    cross join main
    where
        coalesce(defined.certified = main.certified, true)
        and coalesce(defined.holiday_in_possible_days = main.holiday_in_possible_days, true)
        and coalesce(defined.short_until_day = main.short_until_day, true)
),

chosen as materialized (
    select counted.* exclude (upload_id)
    from counted
    inner join of_one_definition on counted.upload_id = of_one_definition.upload_id
),

ruling as (
    select chosen.*
    from chosen
    where unit_id in (select series_id from joined_unit)
    qualify is_own or not bool_or(is_own) over (partition by unit_id, period_start)
),

-- A sum with a number missing is missing; a rate of several units is that of their days.
counts as (
    select
        unit_id,
        period_start,
        bool_or(is_own) as is_own,
        count(*) as n,
        case when count(lost_days) = count(*) then sum(lost_days) end as lost_days,
        case when count(possible_days) = count(*) then sum(possible_days) end as possible_days,
        case when count(*) = 1 then max(rate_pct) end as rate_pct,
        case when count(employees) = count(*) then sum(employees) end as employees,
        case when count(fte) = count(*) then sum(fte) end as fte
    from ruling
    group by unit_id, period_start
),

-- Where one of the units has no row at all the sum of the others would look like a fall.
summed as (
    select counts.* exclude (is_own, n)
    from counts
    qualify is_own or n = max(case when not is_own then n end) over (partition by unit_id)
),

series as (
    select chosen.* exclude (is_own)
    from chosen
    where unit_id not in (select series_id from joined_unit)
    union all by name
    select summed.*
    from summed
)

select
    series.unit_id,
    unit.name as unit,
    service_area.name as area,
    series.period_start,
    series.lost_days,
    series.possible_days,
    series.rate_pct,
    series.employees,
    series.fte
from series
inner join unit on series.unit_id = unit.unit_id
left join service_area on unit.service_area_id = service_area.service_area_id
order by unit, series.unit_id, series.period_start
