-- Write down what the numbers of a source are.
--
-- Grain:      one new row
-- Parameters: $municipality, $source_system, $certified, $short_until_day, $holiday_in_possible_days
-- Columns:    series_definition_id
insert into series_definition (
    municipality, source_system, certified, short_until_day, holiday_in_possible_days
)
values ($municipality, $source_system, $certified, $short_until_day, $holiday_in_possible_days)
returning series_definition_id
