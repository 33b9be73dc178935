/* csv_letters.c - see csv_letters.h. What cells are is not known when pieces are looked at, so text
 * is cut at everything that can stand between cells. */
#include "csv_letters.h"

#include <string.h>

enum {
    PIECE_BYTES = 32 * 1024,
    N_PIECES = 32,
    TEXT_BYTES = 4 * FIRE_LIMIT_RECORD_BYTES, /* cells and raw text, each twice as long */
};

struct csv_letters {
    struct letters *letters;
    char *text; /* [TEXT_BYTES] of the record that was read last */
    size_t size_bytes;
};

static bool is_between(char byte)
{
    return byte == ',' || byte == ';' || byte == '\t' || byte == '|' || byte == '"' ||
           byte == '\n' || byte == '\r';
}

static size_t text_size(struct fire_text_view rest)
{
    size_t size = 0;
    while (size < rest.size_bytes && !is_between(rest.bytes[size]))
        size++;
    return size;
}

/* The texts of a piece but those that its ends may have cut. */
static fire_status note_piece(struct letters *letters, struct fire_text_view piece, bool first,
                              bool last, struct fire_error *err)
{
    bool is_cut = !first;
    while (piece.size_bytes > 0) {
        const struct fire_text_view text = { piece.bytes, text_size(piece) };
        const bool at_end = text.size_bytes == piece.size_bytes;
        if (!is_cut && (!at_end || last))
            FIRE_TRY(letters_note(letters, FONT_UNICODE, text, err));
        is_cut = false;
        const size_t passed = at_end ? text.size_bytes : text.size_bytes + 1;
        piece.bytes += passed;
        piece.size_bytes -= passed;
    }
    return FIRE_OK;
}

static fire_status note_all(struct letters *letters, const struct source *source, int64_t begin,
                            char bytes[], struct fire_error *err)
{
    const int64_t n_pieces = (source_disk_bytes(source) - begin) / PIECE_BYTES + 1;
    const int64_t n_taken = n_pieces < N_PIECES ? n_pieces : N_PIECES;
    for (int64_t i = 0; i < n_taken; i++) {
        const int64_t piece = i * n_pieces / n_taken;
        struct fire_text_view text = { bytes, 0 };
        FIRE_TRY(source_read_full(source, begin + piece * PIECE_BYTES, bytes, PIECE_BYTES,
                                  &text.size_bytes, err));
        while (piece > 0 && text.size_bytes > 0 &&
               ((unsigned char)*text.bytes & 0xC0) == 0x80) {
            text.bytes++; /* the rest of a letter */
            text.size_bytes--;
        }
        text.size_bytes = fire_text_valid_bytes(text);
        FIRE_TRY(note_piece(letters, text, piece == 0, piece == n_pieces - 1, err));
    }
    return FIRE_OK;
}

/* Who asks for an encoding has to be right in half of the words: the file may be UTF-8 of today. */
static bool is_believed(const struct letters *letters)
{
    int32_t n;
    const struct fire_old_letters *found = letters_found(letters, &n);
    return n > 0 && found[0].n_syllables * 2 >= found[0].n_words && found[0].n_syllables > 0;
}

static fire_status look(struct csv_letters *made, struct fire_arena *arena,
                        const struct source *source, int64_t begin, enum letters_wish wish,
                        struct fire_error *err)
{
    char bytes[PIECE_BYTES];
    FIRE_TRY(letters_create(arena, wish, &made->letters, err));
    FIRE_TRY(note_all(made->letters, source, begin, bytes, err));
    FIRE_TRY(letters_decide(made->letters, err));
    if (!is_believed(made->letters)) return FIRE_OK;
    made->text = FIRE_TAKE(arena, TEXT_BYTES, char);
    return made->text == NULL ? fire_fail_memory(err) : FIRE_OK;
}

fire_status csv_letters_find(struct fire_arena *arena, const struct source *source,
                             int64_t begin, enum letters_wish wish, struct csv_letters **out,
                             struct fire_error *err)
{
    struct csv_letters *made = FIRE_TAKE(arena, 1, struct csv_letters);
    if (made == NULL) return fire_fail_memory(err);
    const fire_status status = look(made, arena, source, begin, wish, err);
    if (status == FIRE_OK && made->text != NULL)
        *out = made;
    else
        csv_letters_free(made);
    return status;
}

void csv_letters_free(struct csv_letters *letters)
{
    if (letters != NULL) letters_free(letters->letters);
}

static bool keep(struct csv_letters *letters, struct fire_text_view *text)
{
    if (text->size_bytes > TEXT_BYTES - letters->size_bytes) return false;
    char *copy = letters->text + letters->size_bytes;
    memcpy(copy, text->bytes, text->size_bytes);
    letters->size_bytes += text->size_bytes;
    text->bytes = copy;
    return true;
}

static fire_status read_text(struct csv_letters *letters, struct fire_text_view *text,
                             struct fire_error *err)
{
    struct fire_text_view shown;
    FIRE_TRY(letters_read(letters->letters, FONT_UNICODE, *text, &shown, err));
    if (shown.bytes != text->bytes && keep(letters, &shown)) *text = shown;
    return FIRE_OK;
}

/* The raw text piece by piece, with what stands between them. */
static fire_status read_raw(struct csv_letters *letters, struct fire_text_view *raw,
                            struct fire_error *err)
{
    struct fire_text_view rest = *raw;
    const size_t from = letters->size_bytes;
    while (rest.size_bytes > 0) {
        struct fire_text_view text = { rest.bytes, text_size(rest) };
        struct fire_text_view between = { rest.bytes + text.size_bytes,
                                          text.size_bytes < rest.size_bytes };
        const size_t passed = text.size_bytes + between.size_bytes;
        struct fire_text_view shown;
        FIRE_TRY(letters_read(letters->letters, FONT_UNICODE, text, &shown, err));
        if (!keep(letters, &shown) || !keep(letters, &between)) return FIRE_OK;
        rest.bytes += passed;
        rest.size_bytes -= passed;
    }
    *raw = (struct fire_text_view){ letters->text + from, letters->size_bytes - from };
    return FIRE_OK;
}

fire_status csv_letters_read(struct csv_letters *letters, struct fire_record *record,
                             struct fire_text_view cell[], struct fire_error *err)
{
    letters->size_bytes = 0;
    for (int32_t i = 0; i < record->n_cells; i++)
        FIRE_TRY(read_text(letters, &cell[i], err));
    return read_raw(letters, &record->raw, err);
}

const struct fire_old_letters *csv_letters_found(const struct csv_letters *letters,
                                                 int32_t *out_n)
{
    *out_n = 0;
    return letters == NULL ? NULL : letters_found(letters->letters, out_n);
}
