-- Write an answer about files of a layout down.
--
-- Grain:      one new row
-- Parameters: $municipality, $layout, $question, $answer, $given_at, $given_by
insert into remembered_answer (municipality, layout, question, answer, given_at, given_by)
values ($municipality, $layout, $question, $answer, $given_at, $given_by)
