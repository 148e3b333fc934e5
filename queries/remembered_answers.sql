-- What was answered about the last file of a layout, who did and when (UTC).
--
-- Grain:      one row per question
-- Parameters: $municipality  its short key
--             $layout        the layout's fingerprint
-- Columns:    question, answer, given_at, given_by
select
    question,
    answer,
    given_at,
    given_by
from remembered_answer
where municipality = $municipality and layout = $layout and forgotten_at is null
order by question
