-- Let the answers about files of a layout be used no more.
--
-- Grain:      the answers
-- Parameters: $municipality, $layout
--             $forgotten_at  UTC
-- Columns:    question
update remembered_answer
set forgotten_at = $forgotten_at
where municipality = $municipality and layout = $layout and forgotten_at is null
returning question
