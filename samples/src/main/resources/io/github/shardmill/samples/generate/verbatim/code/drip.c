#include <stdio.h>

/* The drip above the filing cabinet, as a program. It leaks on purpose. */
static int bucket = 0;

static int drip(int letter) {
    bucket += 1;
    return letter == 'P' ? 'M' : letter + 1;
}

int main(void) {
    int letter = 'M';
    while (bucket < 12) {
        putchar(letter = drip(letter));
    }
    puts(" is wet");
    return bucket; /* nonzero: the bucket is full */
}
