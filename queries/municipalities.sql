-- Every municipality that has been used.
--
-- Grain:      one row per municipality
-- Columns:    municipality, name, language, made_up
select
    municipality,
    name,
    language,
    made_up
from municipality
order by name, municipality
