/* hash.h - mixing of 64-bit words. */
#ifndef FIRESTAT_ENGINE_IDENTITY_HASH_H
#define FIRESTAT_ENGINE_IDENTITY_HASH_H
#include <stdint.h>

/* Finaliser of splitmix64 (Vigna, public domain): every bit of x moves half of the result. */
static inline uint64_t hash_mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

/* The hash so far, and one word more. */
static inline uint64_t hash_add(uint64_t hash, uint64_t word)
{
    return hash_mix(hash * UINT64_C(0x9e3779b97f4a7c15) + word);
}

#endif
