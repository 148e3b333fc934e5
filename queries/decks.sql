-- The decks that were taken along, newest first.
--
-- Grain:      one row per deck
-- Parameters: $municipality  its short key
-- Columns:    code, deck, language, made_at, made_by
select
    code,
    deck,
    language,
    made_at,
    made_by
from deck
where municipality = $municipality
order by made_at desc, code
