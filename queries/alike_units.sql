-- Known keys that are spelled nearly like new ones: one letter in six may differ.
--
-- Grain:      one row per pair of keys
-- Given:      new_keys, known_keys
-- Columns:    new_key, known_key, letters
select
    new_keys.spelling_key as new_key,
    known_keys.spelling_key as known_key,
    levenshtein(new_keys.spelling_key, known_keys.spelling_key) as letters
from new_keys
inner join known_keys
    on
        abs(length(new_keys.spelling_key) - length(known_keys.spelling_key)) <= length(new_keys.spelling_key) // 6
        and levenshtein(new_keys.spelling_key, known_keys.spelling_key)
        between 1 and greatest(1, length(new_keys.spelling_key) // 6)
order by letters, new_key, known_key
