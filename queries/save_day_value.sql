-- Write down what a day's work is worth.
--
-- Grain:      one new row
-- Parameters: $municipality, $source, $said_at, $said_by
--             $amount  kroner
--             $year    the year the amount is in
-- Columns:    day_value_id
insert into day_value (municipality, amount, source, year, said_at, said_by)
values ($municipality, $amount, $source, $year, $said_at, $said_by)
returning day_value_id
