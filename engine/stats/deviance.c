/* deviance.c - see the header. */
#include "deviance.h"

#include <math.h>

double deviance_ratio(double r)
{
    const double y = 1.0 - r;
    if (fabs(y) >= 0.1) {
        if (r < 1.0) return ((r > 0.0 ? r * log(r) : 0.0) + y) / (y * y);
        const double inverse = 1.0 / r; /* r * r would overflow */
        return (log(r) + inverse - 1.0) * inverse / ((1.0 - inverse) * (1.0 - inverse));
    }
    double sum = 0.0;
    double power = 1.0;
    for (int k = 1; k <= 18; k++) { /* the series of y: 0.1^18 is far below one rounding */
        sum += power / (k * (k + 1.0));
        power *= y;
    }
    return sum;
}
