/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-document.h"
#include "bell-json.h"
#include "bell-request.h"

static gboolean
has_record (const BellDocument *self,
            const BellDocument *base,
            const BellShape    *shape,
            const char         *id)
{
  return bell_document_get (self, shape, id) != NULL
         || (base != NULL && bell_document_get (base, shape, id) != NULL);
}

static gboolean
check_reference (const BellDocument *self,
                 const BellDocument *base,
                 const BellShape    *shape,
                 const char         *id,
                 GString            *path,
                 GError            **error)
{
  if (id == NULL || has_record (self, base, shape, id))
    return TRUE;

  g_set_error (error, BELL_ERROR, BELL_ERROR_INVALID,
               "%s: expected the id of %s %s, and there is no \"%s\"", path->str,
               bell_shape_article (shape), shape->name, id);

  return FALSE;
}

static gboolean
check_field (const BellDocument *self,
             const BellDocument *base,
             const BellField    *field,
             const BellRecord   *record,
             GString            *path,
             GError            **error)
{
  char *const *ids;
  gsize        mark;

  if (field->kind == BELL_FIELD_REF)
    return check_reference (self, base, field->shape, bell_field_get_string (field, record), path,
                            error);

  ids = *(char **const *) G_STRUCT_MEMBER_P (record, field->offset);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      mark = bell_json_push_index (path, i);
      if (!check_reference (self, base, field->shape, ids[i], path, error))
        return FALSE;
      g_string_truncate (path, mark);
    }

  return TRUE;
}

static gboolean
check_parts (const BellDocument *self,
             const BellDocument *base,
             GPtrArray          *parts,
             GString            *path,
             GError            **error)
{
  for (guint i = 0; i < parts->len; i++)
    {
      gsize mark = bell_json_push_index (path, i);

      if (!bell_document_check_references (self, base, parts->pdata[i], path, error))
        return FALSE;
      g_string_truncate (path, mark);
    }

  return TRUE;
}

/**
 * bell_document_check_references:
 * @self: the document that @record is in
 * @base: (nullable): the desk that it comes to
 * @record: a record
 * @path: its JSON path; where it ends does not matter when this fails
 * @error: return location for %BELL_ERROR_INVALID, which names the path
 *
 * Returns: whether every record that @record refers to is in @self or in @base
 */
gboolean
bell_document_check_references (const BellDocument *self,
                                const BellDocument *base,
                                const BellRecord   *record,
                                GString            *path,
                                GError            **error)
{
  for (guint i = 0; i < record->shape->n_fields; i++)
    {
      const BellField *field = &record->shape->fields[i];
      gboolean         fits;
      gsize            mark;

      if (field->kind != BELL_FIELD_REF && field->kind != BELL_FIELD_REFS
          && field->kind != BELL_FIELD_PARTS)
        continue;

      mark = bell_json_push (path, field->name);
      if (field->kind == BELL_FIELD_PARTS)
        fits = check_parts (self, base, *(GPtrArray **) G_STRUCT_MEMBER_P (record, field->offset),
                            path, error);
      else
        fits = check_field (self, base, field, record, path, error);
      if (!fits)
        return FALSE;
      g_string_truncate (path, mark);
    }

  return TRUE;
}

static void
fill_requests (BellDocument *self, const BellDocument *base)
{
  GPtrArray *requests = bell_document_list (self, &bell_request_shape);

  for (guint i = 0; i < requests->len; i++)
    {
      BellRequest  *request = requests->pdata[i];
      BellOffering *offering = bell_document_offering (self, request->offering);

      if (offering == NULL && base != NULL)
        offering = bell_document_offering (base, request->offering);
      bell_request_fill_from_offering (request, offering);
    }
}

/* Settings that the document leaves out stay what they are. */
static void
fill_settings (BellDocument *self, const BellDocument *base)
{
  const BellSettings *settings = bell_document_get_settings (self);
  const BellSettings *old = base != NULL ? bell_document_get_settings (base) : NULL;
  BellSettings       *filled;

  if (settings == NULL || old == NULL)
    return;

  filled = bell_record_copy (settings);
  for (guint i = 0; i < bell_settings_shape.n_fields; i++)
    if ((settings->record.omitted & (G_GUINT64_CONSTANT (1) << i)) != 0)
      {
        bell_field_clear (&bell_settings_shape.fields[i], filled);
        bell_field_copy (&bell_settings_shape.fields[i], filled, old);
      }
  bell_document_set_settings (self, filled);
  bell_record_unref (filled);
}

/**
 * bell_document_complete:
 * @self: a document that is not shared yet
 * @base: (nullable): the desk that it comes to
 * @error: return location for %BELL_ERROR_INVALID, which names the JSON path
 *
 * Fills in what the document leaves to its offerings and to the desk, and checks that every record
 * that is referred to is there, in the document or on the desk.
 *
 * Returns: whether the document may be brought to the desk
 */
gboolean
bell_document_complete (BellDocument *self, const BellDocument *base, GError **error)
{
  g_autoptr (GString) path = g_string_new ("$");

  for (guint i = 0; i < BELL_N_COLLECTIONS; i++)
    {
      GPtrArray *records = bell_document_list (self, bell_collections[i]);
      gsize      mark = bell_json_push (path, bell_collections[i]->collection);

      for (guint r = 0; r < records->len; r++)
        {
          gsize mark_index = bell_json_push_index (path, r);

          if (!bell_document_check_references (self, base, records->pdata[r], path, error))
            return FALSE;
          g_string_truncate (path, mark_index);
        }
      g_string_truncate (path, mark);
    }

  fill_requests (self, base);
  fill_settings (self, base);

  return TRUE;
}
