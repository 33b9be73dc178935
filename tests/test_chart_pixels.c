/* test_chart_pixels.c - what some charts look like, against pictures that were looked at: greys of
 * blocks of pixels, with room for another version of cairo or of the fonts to draw an edge elsewhere.
 *
 * The pictures are text, 16 greys a block, so that a change can be seen in the file. */
#include "check.h"
#include "cli.h"

#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_PX    8
#define BLOCKS_MOST 20000
#define FAR_APART   4    /* greys: another thing is drawn there      */
#define MEAN_MOST   0.35 /* greys, over all blocks                   */
#define FAR_MOST    0.01 /* of the blocks that may be so far apart   */

struct greys {
    int width;
    int height;
    unsigned char grey[BLOCKS_MOST];
};

/* Block means of a PNG, in 16 greys. */
static bool read_greys(const char *path, struct greys *out)
{
    png_image image = { .version = PNG_IMAGE_VERSION };
    if (png_image_begin_read_from_file(&image, path) == 0) return false;
    image.format = PNG_FORMAT_GRAY;
    unsigned char *pixels = malloc(PNG_IMAGE_SIZE(image));
    const bool is_read = pixels != NULL &&
                         png_image_finish_read(&image, NULL, pixels, 0, NULL) != 0;
    out->width = (int)image.width / BLOCK_PX;
    out->height = (int)image.height / BLOCK_PX;
    const bool fits = is_read && out->width * out->height <= BLOCKS_MOST;
    for (int y = 0; fits && y < out->height; y++)
        for (int x = 0; x < out->width; x++) {
            unsigned sum = 0;
            for (int i = 0; i < BLOCK_PX * BLOCK_PX; i++)
                sum += pixels[(size_t)(y * BLOCK_PX + i / BLOCK_PX) * image.width +
                              (size_t)(x * BLOCK_PX + i % BLOCK_PX)];
            out->grey[y * out->width + x] = (unsigned char)(sum / (BLOCK_PX * BLOCK_PX) / 16);
        }
    free(pixels);
    png_image_free(&image);
    return fits;
}

static const char digits[] = "0123456789abcdef";

static void write_greys(const char *path, const struct greys *greys)
{
    FILE *file = fopen(path, "wb");
    CHECK_OR_RETURN(file != NULL, "%s", path);
    for (int y = 0; y < greys->height; y++) {
        for (int x = 0; x < greys->width; x++)
            fputc(digits[greys->grey[y * greys->width + x]], file);
        fputc('\n', file);
    }
    fclose(file);
}

/* False: another size. */
static bool parse_greys(const char *text, const struct greys *like, struct greys *out)
{
    int n = 0;
    int width = -1;
    int column = 0;
    *out = (struct greys){ 0 };
    for (; *text != '\0'; text++) {
        if (*text == '\n') {
            if (width >= 0 && column != width) return false;
            width = column;
            column = 0;
            out->height++;
            continue;
        }
        const char *digit = strchr(digits, *text);
        if (digit == NULL || n == BLOCKS_MOST) return false;
        out->grey[n++] = (unsigned char)(digit - digits);
        column++;
    }
    out->width = width;
    return out->width == like->width && out->height == like->height;
}

static void compare_greys(const char *name, const struct greys *got, const struct greys *wanted)
{
    const int n = got->width * got->height;
    double sum = 0;
    int n_far = 0;
    for (int i = 0; i < n; i++) {
        const int apart = abs((int)got->grey[i] - (int)wanted->grey[i]);
        sum += apart;
        n_far += apart >= FAR_APART;
    }
    CHECK(sum / n <= MEAN_MOST, "%s: %.2f greys apart in the mean", name, sum / n);
    CHECK(n_far <= FAR_MOST * n, "%s: %d of %d blocks are another picture", name, n_far, n);
}

static const struct {
    const char *name;
    const char *arguments[8];
} pictures[] = {
    { "trend", { "trend" } },
    { "heatmap", { "heatmap", "--mono" } },
    { "dumbbell", { "dumbbell", "--by", "district", "--period", "2024" } },
    { "share", { "share", "--by", "year,setting" } },
};

static void test_pictures(void)
{
    static struct greys got;
    static struct greys wanted;
    for (size_t i = 0; i < CHECK_N(pictures); i++) {
        char path[600];
        char golden[600];
        const char *arguments[MAX_ARGUMENTS] = { "chart", CLI_REGISTER };
        int n = 2;
        for (int a = 0; a < 8 && pictures[i].arguments[a] != NULL; a++)
            arguments[n++] = pictures[i].arguments[a];
        snprintf(path, sizeof path, "%s/%s.png", check_directory(), pictures[i].name);
        snprintf(golden, sizeof golden, "%s/tests/golden/pixels-%s.txt", FIRESTAT_SOURCE_DIR,
                 pictures[i].name);
        const char *const rest[] = {
            "--where", "kind=fire", "--size", "half", "-q", "-o", path
        };
        for (size_t a = 0; a < CHECK_N(rest); a++)
            arguments[n++] = rest[a];
        struct cli_result result;
        cli_run(arguments, &result);
        CHECK(result.code == 0, "%s: %s", pictures[i].name, result.err);
        cli_result_finish(&result);
        CHECK_OR_RETURN(read_greys(path, &got), "%s cannot be read", path);
        if (getenv("FIRESTAT_BLESS") != NULL) write_greys(golden, &got);
        char *text = check_read(golden, NULL);
        CHECK_OR_RETURN(text != NULL, "%s is not there", golden);
        const bool is_alike = parse_greys(text, &got, &wanted);
        CHECK(is_alike, "%s: %d x %d blocks", pictures[i].name, got.width, got.height);
        if (is_alike) compare_greys(pictures[i].name, &got, &wanted);
        free(text);
    }
}

/* The comparison itself can tell: a picture moved by a block is another one. */
static void test_another_picture_is_told(void)
{
    static struct greys one;
    static struct greys two;
    char path[600];
    snprintf(path, sizeof path, "%s/trend.png", check_directory());
    CHECK_OR_RETURN(read_greys(path, &one), "%s", path);
    two = one;
    memmove(two.grey + 1, one.grey, (size_t)(one.width * one.height - 1));
    double sum = 0;
    for (int i = 0; i < one.width * one.height; i++)
        sum += abs((int)one.grey[i] - (int)two.grey[i]);
    CHECK(sum / (one.width * one.height) > MEAN_MOST, "%.2f", sum / (one.width * one.height));
}

int main(void)
{
    const struct check_test tests[] = { CHECK_TEST(test_pictures),
                                        CHECK_TEST(test_another_picture_is_told) };
    return CHECK_MAIN(tests);
}
