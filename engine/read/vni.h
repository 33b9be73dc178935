/* vni.h - VNI-Windows, which no iconv knows. */
#ifndef FIRE_READ_VNI_H
#define FIRE_READ_VNI_H
#include "code_page.h"

/* Put the letters of VNI over a page that holds windows-1252, which everything else in a text
 * with VNI fonts is: quotes, dashes, the degree sign. */
void vni_fill(struct code_page *page);

#endif
