-- The layout of each upload's file, so that what a source's numbers are is asked once a source.

alter table upload add column layout varchar;
