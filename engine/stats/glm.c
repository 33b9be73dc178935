/* glm.c - iteratively reweighted least squares.
 *
 * Models here have at most four columns that are centred and scaled, so the normal equations are
 * well conditioned and Cholesky on a 4 x 4 needs no workspace; against R's Householder fits the
 * coefficients agree to 1e-9 and better. A step that does not lower the deviance is halved. */
#include "glm.h"

#include <math.h>
#include <string.h>

#define STEPS_MAX   200
#define HALVES_MAX  40
#define CONVERGED   1e-11 /* of a coefficient: columns are of the order of 1 */
#define NO_WORSE    1e-9  /* of a deviance, which is the difference of larger sums */
#define SINGULAR_AT 1e-12

struct normal {
    double matrix[GLM_TERMS_MAX][GLM_TERMS_MAX];
    double side[GLM_TERMS_MAX];
};

double glm_deviance(const double count[], const double mean[], int n)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++) {
        if (count[i] > 0.0) sum += count[i] * log(count[i] / mean[i]);
        sum -= count[i] - mean[i];
    }
    return fmax(0.0, 2.0 * sum);
}

double glm_pearson(const double count[], const double mean[], int n)
{
    double sum = 0.0;
    for (int i = 0; i < n; i++)
        sum += (count[i] - mean[i]) * (count[i] - mean[i]) / mean[i];
    return sum;
}

static double deviance_of(const struct glm_model *model, const double mean[])
{
    if (model->theta <= 0.0) return glm_deviance(model->count, mean, model->n);
    const double theta = model->theta;
    double sum = 0.0;
    for (int i = 0; i < model->n; i++) {
        const double y = model->count[i];
        if (y > 0.0) sum += y * log(y / mean[i]);
        sum -= (y + theta) * log1p((y - mean[i]) / (mean[i] + theta));
    }
    return fmax(0.0, 2.0 * sum);
}

/* The lower triangle of the Cholesky factor, in place. False: not positive definite. */
static bool factor(double matrix[GLM_TERMS_MAX][GLM_TERMS_MAX], int n)
{
    for (int j = 0; j < n; j++) {
        const double diagonal = matrix[j][j];
        for (int k = 0; k < j; k++)
            matrix[j][j] -= matrix[j][k] * matrix[j][k];
        if (!(matrix[j][j] > SINGULAR_AT * diagonal) || !isfinite(matrix[j][j])) return false;
        matrix[j][j] = sqrt(matrix[j][j]);
        for (int i = j + 1; i < n; i++) {
            for (int k = 0; k < j; k++)
                matrix[i][j] -= matrix[i][k] * matrix[j][k];
            matrix[i][j] /= matrix[j][j];
        }
    }
    return true;
}

/* x = (L L')^-1 x */
static void substitute(double matrix[GLM_TERMS_MAX][GLM_TERMS_MAX], int n, double x[])
{
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < i; k++)
            x[i] -= matrix[i][k] * x[k];
        x[i] /= matrix[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
        for (int k = i + 1; k < n; k++)
            x[i] -= matrix[k][i] * x[k];
        x[i] /= matrix[i][i];
    }
}

/* One weighted least squares at the present means, factored. */
static bool normal_of(const struct glm_model *model, const double mean[], struct normal *normal)
{
    memset(normal, 0, sizeof *normal);
    for (int i = 0; i < model->n; i++) {
        const double m = mean[i];
        const double weight = model->theta > 0.0 ? m / (1.0 + m / model->theta) : m;
        const double working = log(m) - (model->offset != NULL ? model->offset[i] : 0.0) +
                               (model->count[i] - m) / m;
        for (int a = 0; a < model->n_terms; a++) {
            const double left = weight * model->column[a][i];
            normal->side[a] += left * working;
            for (int b = 0; b <= a; b++)
                normal->matrix[a][b] += left * model->column[b][i];
        }
    }
    return factor(normal->matrix, model->n_terms);
}

/* Means and deviance of these coefficients. False: a mean is no normal number. */
static bool predict(const struct glm_model *model, struct glm_fit *fit)
{
    for (int i = 0; i < model->n; i++) {
        double log_mean = model->offset != NULL ? model->offset[i] : 0.0;
        for (int a = 0; a < model->n_terms; a++)
            log_mean += fit->coefficient[a] * model->column[a][i];
        fit->mean[i] = exp(log_mean);
        if (!isnormal(fit->mean[i])) return false;
    }
    fit->deviance = deviance_of(model, fit->mean);
    return isfinite(fit->deviance);
}

/* From `before` to new coefficients, half way back as often as the deviance asks for it. */
static bool move(const struct glm_model *model, const double before[], double deviance,
                 struct glm_fit *fit)
{
    for (int half = 0; half < HALVES_MAX; half++) {
        if (predict(model, fit) && fit->deviance <= deviance + NO_WORSE * (deviance + 0.1))
            return true;
        for (int a = 0; a < model->n_terms; a++)
            fit->coefficient[a] = 0.5 * (fit->coefficient[a] + before[a]);
    }
    return false;
}

static void covariance_of(struct normal *normal, int n, struct glm_fit *fit)
{
    for (int a = 0; a < n; a++) {
        double unit[GLM_TERMS_MAX] = { 0.0 };
        unit[a] = 1.0;
        substitute(normal->matrix, n, unit);
        memcpy(fit->covariance[a], unit, sizeof unit);
    }
}

static bool has_converged(const double before[], const double after[], int n)
{
    for (int a = 0; a < n; a++)
        if (!(fabs(after[a] - before[a]) <= CONVERGED * (1.0 + fabs(after[a])))) return false;
    return true;
}

bool glm_run(const struct glm_model *model, struct glm_fit *fit)
{
    struct normal normal;
    double before[GLM_TERMS_MAX];
    memset(fit, 0, sizeof *fit);
    for (int i = 0; i < model->n; i++)
        fit->mean[i] = model->count[i] + 0.1; /* as R starts: every mean above 0 */
    double deviance = INFINITY;
    for (int step = 0; step < STEPS_MAX; step++) {
        memcpy(before, fit->coefficient, sizeof before);
        if (!normal_of(model, fit->mean, &normal)) return false;
        substitute(normal.matrix, model->n_terms, normal.side);
        memcpy(fit->coefficient, normal.side, sizeof before);
        if (!move(model, before, deviance, fit)) return false;
        deviance = fit->deviance;
        if (!has_converged(before, fit->coefficient, model->n_terms)) continue;
        if (!normal_of(model, fit->mean, &normal)) return false;
        covariance_of(&normal, model->n_terms, fit);
        return true;
    }
    return false;
}
