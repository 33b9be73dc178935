/* manifest.c - see manifest.h. */
#include "manifest.h"

#include "firestat/reader.h"

fire_status manifest_put(struct fire_folder *folder, struct manifest_entry *entry,
                         const struct fire_buffer *bytes, struct fire_error *err)
{
    fire_bytes_sha256(bytes->bytes, bytes->size_bytes, entry->sha256);
    return fire_folder_add(folder, entry->name, bytes->bytes, bytes->size_bytes, err);
}

static void add_cell(struct fire_buffer *out, const char *text, char end)
{
    fire_buffer_add_safe_cell(out, fire_text_of(text), end);
}

fire_status manifest_begin(struct fire_folder *folder, struct fire_error *err)
{
    static const char header[] = "file,sha256,title,alt_text,data_file\n";
    return fire_folder_add(folder, FIRE_FOLDER_MANIFEST, header, sizeof header - 1, err);
}

fire_status manifest_add(struct fire_folder *folder, const struct manifest_entry entry[],
                         int64_t n, struct fire_error *err)
{
    struct fire_buffer text = { 0 };
    for (int64_t i = 0; i < n; i++) {
        if (entry[i].name == NULL) continue;
        add_cell(&text, entry[i].name, ',');
        add_cell(&text, entry[i].sha256, ',');
        add_cell(&text, entry[i].title, ',');
        add_cell(&text, entry[i].alt_text, ',');
        add_cell(&text, entry[i].data, '\n');
    }
    const fire_status status = text.failed
                                   ? fire_fail_memory(err)
                                   : fire_folder_append(folder, FIRE_FOLDER_MANIFEST,
                                                        text.bytes, text.size_bytes, err);
    fire_buffer_finish(&text);
    return status;
}
