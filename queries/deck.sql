-- A deck as it was when it was taken along.
--
-- Grain:      one row; none when no deck has the code
-- Parameters: $municipality  its short key
--             $code          that its footer carries
-- Columns:    deck, language, made_at, made_by, content
select
    deck,
    language,
    made_at,
    made_by,
    content
from deck
where municipality = $municipality and code = $code
order by made_at
