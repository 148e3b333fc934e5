-- The sentences people have written over the figures' own, the last one of each text.
--
-- Grain:      one row per deck and text
-- Parameters: $municipality  its short key
--             $deck          which deck: audience and subject; "half_year:" is those of all subjects
--             $language      of the sentences
-- Columns:    text_key, own, said, edited_at, edited_by
select
    text_key,
    own,
    said,
    edited_at,
    edited_by
from deck_edit
where
    municipality = $municipality
    and (deck = $deck or (ends_with($deck, ':') and starts_with(deck, $deck)))
    and language = $language
    and undone_at is null
qualify row_number() over (partition by deck, text_key order by deck_edit_id desc) = 1
order by text_key
