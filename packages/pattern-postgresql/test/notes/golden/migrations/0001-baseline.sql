-- Functions may name what comes after them.

SET check_function_bodies = off;

CREATE TYPE "public"."note_state" AS ENUM ('draft', 'kept');

CREATE TABLE "public"."labels" (
  "name" text NOT NULL,
  CONSTRAINT "labels_pkey" PRIMARY KEY (name)
);

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

CREATE OR REPLACE FUNCTION public.tell()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('label_changed', new.name);
  return new;
end
$function$;

ALTER TABLE "public"."notes" ADD CONSTRAINT "notes_parent_id_fkey" FOREIGN KEY (parent_id) REFERENCES public.notes(id);

CREATE TRIGGER labels_tell AFTER INSERT OR UPDATE ON public.labels FOR EACH ROW EXECUTE FUNCTION public.tell();

RESET check_function_bodies;
