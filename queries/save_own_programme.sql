-- Write down a programme of a municipality's own, or that it is no more.
--
-- Grain:      one new row
-- Parameters: $municipality, $programme, $body, $gone, $stated_in
insert into own_programme (municipality, programme, body, gone, stated_in)
values ($municipality, $programme, $body, $gone, $stated_in)
