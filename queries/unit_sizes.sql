-- How many people a unit's figures are about where they are about the fewest: of each calendar year the highest head
-- count, else the highest full-time equivalents, else possible days a year over 230 (METHODS section 1); of the years the
-- smallest. A year that few worked in is not hidden behind a large one, nor is a small unit behind the unit that its
-- numbers are joined in. Of a period the newest head count rules, also one from an older file than the numbers: a newer
-- file without head counts must not make a small unit look like one of unknown size. Files that are undone count nothing.
--
-- Grain:      one row per unit of which anything tells
-- Parameters: $municipality  its short key
-- Columns:    unit_id, size
with told as (
    select
        observation.unit_id,
        observation.granularity,
        observation.period_start,
        arg_max(nullif(observation.employees, 0), observation.upload_id) as employees,
        arg_max(nullif(observation.fte, 0), observation.upload_id) as fte,
        arg_max(nullif(observation.possible_days, 0), observation.upload_id) / 230 * case observation.granularity
            when 'month' then 12 when 'quarter' then 4 when 'half_year' then 2 when 'year' then 1
        end as positions
    from observation
    inner join upload on observation.upload_id = upload.upload_id
    where observation.municipality = $municipality and upload.undone_at is null
    group by observation.unit_id, observation.granularity, observation.period_start
),

-- The numbers of joined units are summed where the unit they are joined in has none: people are counted likewise.
together as (
    select
        joined_unit.series_id as unit_id,
        told.granularity,
        told.period_start,
        sum(told.employees) as employees,
        sum(told.fte) as fte,
        sum(told.positions) as positions,
        false as is_own
    from told
    inner join joined_unit on told.unit_id = joined_unit.unit_id
    group by joined_unit.series_id, told.granularity, told.period_start
    union all by name
    select
        unit_id,
        granularity,
        period_start,
        employees,
        fte,
        positions,
        true as is_own
    from told
),

ruling as (
    select together.*
    from together
    qualify is_own or not bool_or(is_own) over (partition by unit_id, granularity, period_start)
),

by_year as (
    select
        unit_id,
        coalesce(max(employees), max(fte), avg(positions)) as size
    from ruling
    group by unit_id, is_own, year(period_start)
)

select
    unit_id,
    min(size) as size
from by_year
group by unit_id
having min(size) is not null
order by unit_id
