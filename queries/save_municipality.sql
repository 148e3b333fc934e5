-- Write a municipality down the first time it is used.
--
-- Grain:      one new row, or none when it is there
-- Parameters: $municipality  its short key
--             $name          as people write it
--             $language      nb, da or en
--             $made_up       whether it is an example
-- Columns:    municipality
insert into municipality (municipality, name, language, made_up)
select $municipality, $name, $language, $made_up
where not exists (select 1 from municipality where municipality = $municipality)
returning municipality
