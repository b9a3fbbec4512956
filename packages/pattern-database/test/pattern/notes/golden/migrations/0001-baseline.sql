-- Functions may name what comes after them.

SET check_function_bodies = off;

CREATE TYPE "public"."note_state" AS ENUM ('draft', 'kept');

CREATE TABLE "public"."notes" (
  "id" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  "parent_id" bigint,
  "title" character varying(80) NOT NULL,
  "state" public.note_state DEFAULT 'draft'::public.note_state,
  "stars" numeric(2,1),
  CONSTRAINT "notes_pkey" PRIMARY KEY (id),
  CONSTRAINT "notes_title_check" CHECK ((length((title)::text) > 0)),
  CONSTRAINT "notes_title_key" UNIQUE (title)
);

ALTER TABLE "public"."notes" ADD CONSTRAINT "notes_parent_id_fkey" FOREIGN KEY (parent_id) REFERENCES public.notes(id);

RESET check_function_bodies;
