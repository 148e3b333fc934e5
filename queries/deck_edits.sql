-- The sentences people have written over the figures' own on one deck, the last one of each text.
--
-- Grain:      one row per text of the deck
-- Parameters: $municipality  its short key
--             $deck          which deck: audience and subject
--             $language      of the sentences
-- Columns:    text_key, own, said, edited_at, edited_by
select
    text_key,
    own,
    said,
    edited_at,
    edited_by
from deck_edit
where municipality = $municipality and deck = $deck and language = $language and undone_at is null
qualify row_number() over (partition by text_key order by deck_edit_id desc) = 1
order by text_key
