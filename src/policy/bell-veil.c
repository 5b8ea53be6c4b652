/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-veil.h"

/* Of other people the portal shows the name. */
static BellRecord *
veil_person (const char *viewer, const BellPerson *person)
{
  BellPerson *veiled;

  if (g_str_equal (person->record.id, viewer))
    return bell_record_ref ((gpointer) person);

  veiled = bell_record_new (&bell_person_shape);
  veiled->record.id = g_strdup (person->record.id);
  g_set_str (&veiled->name, person->name);
  veiled->active = person->active;

  return BELL_RECORD (veiled);
}

/* Who was told, and what the agents note, stays among the agents. */
static BellRecord *
veil_chat (const BellChat *chat)
{
  BellChat *veiled = bell_record_copy (chat);

  g_ptr_array_set_size (veiled->told, 0);
  g_clear_pointer (&veiled->end_note, g_free);

  return BELL_RECORD (veiled);
}

static BellRecord *
veil_decision (const BellDecision *decision)
{
  BellDecision *veiled = bell_record_new (&bell_decision_shape);

  veiled->available = decision->available;

  return BELL_RECORD (veiled);
}

static BellRecord *
veil_change (const char *viewer, const BellChange *change)
{
  BellChange *veiled = bell_record_copy (change);

  g_clear_pointer (&veiled->details, json_node_unref);
  if (veiled->now != NULL)
    {
      BellRecord *now = bell_veil (veiled->now, viewer);

      bell_record_unref (veiled->now);
      veiled->now = now;
    }

  return BELL_RECORD (veiled);
}

/**
 * bell_veil:
 * @record: (type BellRecord) (transfer none): a record
 * @viewer: the id of a person who is no agent
 *
 * Returns: (transfer full): the record as the portal may show it to @viewer
 */
BellRecord *
bell_veil (gpointer record, const char *viewer)
{
  const BellShape *shape = BELL_RECORD (record)->shape;

  if (shape == &bell_person_shape)
    return veil_person (viewer, record);
  if (shape == &bell_chat_shape)
    return veil_chat (record);
  if (shape == &bell_decision_shape)
    return veil_decision (record);
  if (shape == &bell_change_shape)
    return veil_change (viewer, record);

  return bell_record_ref (record);
}

/**
 * bell_person_is_agent:
 * @person: a person
 *
 * Returns: whether they may work on every request, and see it as it is
 */
gboolean
bell_person_is_agent (const BellPerson *person)
{
  return (person->roles & (BELL_ROLE_AGENT | BELL_ROLE_CHAT_ADMIN | BELL_ROLE_ADMIN)) != 0;
}

/**
 * bell_change_is_for:
 * @change: a change
 * @person: somebody
 *
 * Returns: whether @person may see it; bell_veil() says how much of it, if they are no agent
 */
gboolean
bell_change_is_for (const BellChange *change, const BellPerson *person)
{
  if (change->audience == BELL_AUDIENCE_ADMINS)
    return (person->roles & BELL_ROLE_ADMIN) != 0;

  return bell_person_is_agent (person)
         || (change->audience == BELL_AUDIENCE_PERSON
             && g_strcmp0 (change->person, person->record.id) == 0);
}
