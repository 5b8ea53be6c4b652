/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bell-admin-rota.h"

#include <adwaita.h>

struct _BellAdminRota
{
  GtkWidget       parent_instance;
  const BellZone *zone;
  BellDate        first;
  GPtrArray      *turns;  /* BellTurn */
  GHashTable     *people; /* id to BellRotaPerson */

  /* In pixels. */
  int head_height;
  int lane_height;
  int backup_height;
};

G_DEFINE_FINAL_TYPE (BellAdminRota, bell_admin_rota, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_PICKED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

#define PADDING  4
#define WEEK_GAP 8
#define MIN_DAY  38
#define GOOD_DAY 76
#define RADIUS   4
#define MARK     3
#define NOW      8

static const AdwAccentColor colors[]
    = { ADW_ACCENT_COLOR_BLUE, ADW_ACCENT_COLOR_PURPLE, ADW_ACCENT_COLOR_GREEN,
        ADW_ACCENT_COLOR_PINK, ADW_ACCENT_COLOR_TEAL,   ADW_ACCENT_COLOR_SLATE };

/* A part of a week of the picture, in pixels. */
typedef struct
{
  double x;
  double width;
  double y;
} Place;

/**
 * bell_admin_rota_color:
 * @number: which one
 * @color: (out caller-allocates): a colour on which white can be read
 *
 * Gives colours that differ, as far as there are any.
 */
void
bell_admin_rota_color (guint number, GdkRGBA *color)
{
  adw_accent_color_to_rgba (colors[number % G_N_ELEMENTS (colors)], color);
}

static PangoLayout *
new_layout (BellAdminRota *self, const char *text, int *width, int *height)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);

  pango_layout_get_pixel_size (layout, width, height);

  return layout;
}

static void
measure_parts (BellAdminRota *self)
{
  int width, height;
  g_autoptr (PangoLayout) layout = new_layout (self, "30", &width, &height);

  self->head_height = height + PADDING;
  self->lane_height = height + 2 * PADDING;
  self->backup_height = height + PADDING;
}

static int
week_height (BellAdminRota *self)
{
  return self->head_height + self->lane_height + self->backup_height + WEEK_GAP;
}

static void
bell_admin_rota_measure (GtkWidget     *widget,
                         GtkOrientation orientation,
                         int            for_size,
                         int           *minimum,
                         int           *natural,
                         int           *minimum_baseline,
                         int           *natural_baseline)
{
  BellAdminRota *self = BELL_ADMIN_ROTA (widget);

  measure_parts (self);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = BELL_ROTA_WEEKS * week_height (self);
      return;
    }

  *minimum = BELL_N_WEEKDAYS * MIN_DAY;
  *natural = BELL_N_WEEKDAYS * GOOD_DAY;
}

static double
day_width (BellAdminRota *self)
{
  return gtk_widget_get_width (GTK_WIDGET (self)) / (double) BELL_N_WEEKDAYS;
}

/* How many days a time is after the first one: days are as long as they are. */
static double
days_until (BellAdminRota *self, BellInstant instant)
{
  BellDate    day = bell_zone_day (self->zone, instant);
  BellInstant begin = bell_zone_instant (self->zone, day, 0);
  BellInstant end = bell_zone_instant (self->zone, day, BELL_MINUTES_PER_DAY);

  return day - self->first + (double) (instant - begin) / (double) (end - begin);
}

/* Where a part of a week is, from the left; FALSE if nothing of it is in that week. */
static gboolean
place_of (BellAdminRota *self, double from, double until, int week, Place *place)
{
  double one = MAX (from - week * BELL_N_WEEKDAYS, 0);
  double other = MIN (until - week * BELL_N_WEEKDAYS, BELL_N_WEEKDAYS);

  if (other <= one)
    return FALSE;

  place->x = one * day_width (self);
  place->width = (other - one) * day_width (self);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    place->x = gtk_widget_get_width (GTK_WIDGET (self)) - place->x - place->width;
  place->y = week * week_height (self);

  return TRUE;
}

static void
fill (GtkSnapshot *snapshot, double x, double y, double width, double height, const GdkRGBA *color)
{
  GskRoundedRect area;

  gsk_rounded_rect_init_from_rect (
      &area,
      &GRAPHENE_RECT_INIT ((float) x + 1, (float) y, MAX ((float) width - 2, 1), (float) height),
      RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &area);
  gtk_snapshot_append_color (snapshot, color, &area.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
draw_layout (GtkSnapshot *snapshot, PangoLayout *layout, double x, double y, const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/* The first of the texts that there is room for, if there is for any. */
static void
write_text (BellAdminRota     *self,
            GtkSnapshot       *snapshot,
            const Place       *place,
            double             height,
            const char *const *texts,
            const GdkRGBA     *color)
{
  for (guint i = 0; texts[i] != NULL; i++)
    {
      int width, text_height;
      g_autoptr (PangoLayout) layout = new_layout (self, texts[i], &width, &text_height);

      if (width + 2 * PADDING > place->width)
        continue;
      draw_layout (snapshot, layout, place->x + (place->width - width) / 2,
                   place->y + (height - text_height) / 2, color);
      return;
    }
}

/* "Ann Archer", "Ann", "AA": what there is room for. */
static void
write_name (BellAdminRota        *self,
            GtkSnapshot          *snapshot,
            const Place          *place,
            double                height,
            const BellRotaPerson *person,
            gboolean              swapped,
            const GdkRGBA        *color)
{
  g_auto (GStrv) words = g_strsplit (person->name, " ", 0);
  g_autoptr (GString) initials = g_string_new (NULL);
  g_autofree char *marked = g_strconcat ("⇄ ", person->name, NULL);
  g_autofree char *short_marked = g_strconcat ("⇄ ", words[0], NULL);
  const char      *plain_texts[] = { person->name, words[0], NULL, NULL };
  const char      *marked_texts[] = { marked, short_marked, "⇄", NULL };

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_string_append_unichar (initials, g_utf8_get_char (words[i]));
  plain_texts[2] = initials->str;
  write_text (self, snapshot, place, height, swapped ? marked_texts : plain_texts, color);
}

/* Of what is said as a warning or an error. */
static GdkRGBA
sign_color (AdwAccentColor accent, float alpha)
{
  GdkRGBA color;

  adw_accent_color_to_standalone_rgba (
      accent, adw_style_manager_get_dark (adw_style_manager_get_default ()), &color);
  color.alpha *= alpha;

  return color;
}

static GdkRGBA
text_color (BellAdminRota *self, float alpha)
{
  GdkRGBA color;

  gtk_widget_get_color (GTK_WIDGET (self), &color);
  color.alpha *= alpha;

  return color;
}

static const GdkRGBA white = { 1, 1, 1, 1 };

static void
draw_primary (BellAdminRota *self, GtkSnapshot *snapshot, const BellTurn *turn, const Place *week)
{
  BellRotaPerson *person
      = turn->primary != NULL ? g_hash_table_lookup (self->people, turn->primary) : NULL;
  Place   place = { week->x, week->width, week->y + self->head_height };
  GdkRGBA gap = sign_color (ADW_ACCENT_COLOR_ORANGE, 0.18f);
  GdkRGBA nobody = sign_color (ADW_ACCENT_COLOR_RED, 0.3f);
  GdkRGBA away = sign_color (ADW_ACCENT_COLOR_ORANGE, 1);

  if (turn->shift == NULL)
    fill (snapshot, place.x, place.y, place.width, self->lane_height, &gap);
  else if (person == NULL)
    fill (snapshot, place.x, place.y, place.width, self->lane_height, &nobody);
  else
    {
      fill (snapshot, place.x, place.y, place.width, self->lane_height, &person->color);
      write_name (self, snapshot, &place, self->lane_height, person, turn->swapped, &white);
    }
  if (turn->away[0] != NULL)
    fill (snapshot, place.x, place.y + self->lane_height - MARK, place.width, MARK, &away);
}

static void
draw_backup (BellAdminRota *self, GtkSnapshot *snapshot, const BellTurn *turn, const Place *week)
{
  BellRotaPerson *person
      = turn->backup_1 != NULL ? g_hash_table_lookup (self->people, turn->backup_1) : NULL;
  Place   place = { week->x, week->width, week->y + self->head_height + self->lane_height + 2 };
  GdkRGBA text = text_color (self, 1);
  GdkRGBA color;

  if (person == NULL)
    return;

  color = person->color;
  color.alpha = 0.25f;
  fill (snapshot, place.x, place.y, place.width, self->backup_height - 2, &color);
  write_name (self, snapshot, &place, self->backup_height - 2, person, FALSE, &text);
}

static void
draw_turn (BellAdminRota *self, GtkSnapshot *snapshot, const BellTurn *turn)
{
  double from = days_until (self, turn->from), until = days_until (self, turn->until);
  Place  place;

  for (int week = 0; week < BELL_ROTA_WEEKS; week++)
    if (place_of (self, from, until, week, &place))
      {
        draw_primary (self, snapshot, turn, &place);
        draw_backup (self, snapshot, turn, &place);
      }
}

/* A day as strftime() writes it. */
static char *
day_text (BellDate day, const char *format)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc ((gint64) day * 24 * 60 * 60);

  return g_date_time_format (time, format);
}

static void
draw_day (BellAdminRota *self, GtkSnapshot *snapshot, int index, gboolean is_today)
{
  g_autofree char *number = day_text (self->first + index, "%-e");
  g_autofree char *month = day_text (self->first + index, "%-e %b");
  gboolean         is_first = index == 0 || g_str_equal (number, "1");
  /* The first one and the first of a month with its name, if there is room. */
  const char *texts[] = { is_first ? month : number, number, NULL };
  GdkRGBA     color = text_color (self, 0.75f), line = text_color (self, 0.12f);
  Place       place;

  place_of (self, index, index + 1, index / BELL_N_WEEKDAYS, &place);
  if (is_today)
    {
      g_autoptr (GdkRGBA) accent
          = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());

      fill (snapshot, place.x + 2, place.y, place.width - 4, self->head_height - 2, accent);
    }
  write_text (self, snapshot, &place, self->head_height - 2, texts, is_today ? &white : &color);
  gtk_snapshot_append_color (snapshot, &line,
                             &GRAPHENE_RECT_INIT ((float) place.x, (float) place.y, 1,
                                                  (float) (week_height (self) - WEEK_GAP)));
}

static void
draw_now (BellAdminRota *self, GtkSnapshot *snapshot, BellInstant now)
{
  GdkRGBA color = text_color (self, 1);
  double  days = days_until (self, now);
  Place   place;

  for (int week = 0; week < BELL_ROTA_WEEKS; week++)
    if (place_of (self, days, days + 0.001, week, &place))
      gtk_snapshot_append_color (
          snapshot, &color,
          &GRAPHENE_RECT_INIT ((float) place.x, (float) (place.y + self->head_height - NOW / 2), 2,
                               NOW));
}

static void
bell_admin_rota_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BellAdminRota *self = BELL_ADMIN_ROTA (widget);
  BellInstant    now = g_get_real_time ();
  BellDate       today;

  if (self->turns == NULL)
    return;

  measure_parts (self);
  today = bell_zone_day (self->zone, now);
  for (int day = 0; day < BELL_ROTA_DAYS; day++)
    draw_day (self, snapshot, day, self->first + day == today);
  for (guint i = 0; i < self->turns->len; i++)
    draw_turn (self, snapshot, self->turns->pdata[i]);
  draw_now (self, snapshot, now);
}

/* The turn that is there, or else the first one of that day. */
static BellTurn *
find_turn (BellAdminRota *self, double days)
{
  BellTurn *found = NULL;

  for (guint i = 0; i < self->turns->len; i++)
    {
      BellTurn *turn = self->turns->pdata[i];
      double    from = days_until (self, turn->from), until = days_until (self, turn->until);

      if (turn->shift == NULL)
        continue;
      if (from <= days && days < until)
        return turn;
      if (found == NULL && from < (int) days + 1 && until > (int) days)
        found = turn;
    }

  return found;
}

static double
days_at (BellAdminRota *self, double x, double y)
{
  int    week = CLAMP ((int) y / week_height (self), 0, BELL_ROTA_WEEKS - 1);
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double along = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? width - x : x;

  return week * BELL_N_WEEKDAYS + CLAMP (along / day_width (self), 0, BELL_N_WEEKDAYS - 0.001);
}

static void
on_pressed (BellAdminRota *self, int n_press, double x, double y)
{
  double    days = self->turns != NULL ? days_at (self, x, y) : 0;
  BellTurn *turn = self->turns != NULL ? find_turn (self, days) : NULL;

  if (turn != NULL)
    g_signal_emit (self, signals[SIGNAL_PICKED], 0, turn,
                   CLAMP (self->first + (int) days, turn->first_day, turn->last_day));
}

static void
bell_admin_rota_dispose (GObject *object)
{
  BellAdminRota *self = BELL_ADMIN_ROTA (object);

  g_clear_pointer (&self->turns, g_ptr_array_unref);
  g_clear_pointer (&self->people, g_hash_table_unref);

  G_OBJECT_CLASS (bell_admin_rota_parent_class)->dispose (object);
}

static void
bell_admin_rota_class_init (BellAdminRotaClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bell_admin_rota_dispose;
  widget_class->measure = bell_admin_rota_measure;
  widget_class->snapshot = bell_admin_rota_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  signals[SIGNAL_PICKED] = g_signal_new ("picked", BELL_TYPE_ADMIN_ROTA, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_INT);
}

static void
bell_admin_rota_init (BellAdminRota *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * bell_admin_rota_new:
 *
 * Returns: (transfer floating): an empty picture
 */
GtkWidget *
bell_admin_rota_new (void)
{
  return g_object_new (BELL_TYPE_ADMIN_ROTA, NULL);
}

/**
 * bell_admin_rota_show:
 * @self: a picture
 * @zone: the zone whose days it shows
 * @first: its first day
 * @turns: (element-type BellTurn): what to show
 * @people: (element-type utf8 BellRotaPerson): the people in it, by their ids
 *
 * Shows who is on call.
 */
void
bell_admin_rota_show (BellAdminRota  *self,
                      const BellZone *zone,
                      BellDate        first,
                      GPtrArray      *turns,
                      GHashTable     *people)
{
  GPtrArray  *new_turns = g_ptr_array_ref (turns);
  GHashTable *new_people = g_hash_table_ref (people);

  g_clear_pointer (&self->turns, g_ptr_array_unref);
  g_clear_pointer (&self->people, g_hash_table_unref);
  self->zone = zone;
  self->first = first;
  self->turns = new_turns;
  self->people = new_people;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
