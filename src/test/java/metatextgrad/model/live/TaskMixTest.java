package metatextgrad.model.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lengths lie in buckets of powers of two. */
final class TaskMixTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0 tokens",
        "1, 1, 1 tokens",
        "2, 2, 2 to 3 tokens",
        "3, 2, 2 to 3 tokens",
        "4, 3, 4 to 7 tokens",
        "127, 7, 64 to 127 tokens",
        "128, 8, 128 to 255 tokens",
        "16383, 14, 8192 to 16383 tokens",
        "16384, 15, 16384 tokens or more",
        "9000000, 15, 16384 tokens or more"
    })
    void shouldCountATaskInTheBucketOfItsLength(long tokens, int bucket, String text) {
        TaskMix mix = TaskMix.NONE.with(tokens, 3);
        assertThat(mix.lengths()).hasSize(TaskMix.BUCKETS).containsOnlyOnce(1);
        assertThat(mix.lengths().get(bucket)).isEqualTo(1);
        assertThat(mix.firstWords().get(3)).isEqualTo(1);
        assertThat(TaskMix.tokens(bucket, bucket)).isEqualTo(text);
    }

    @Test
    void shouldNameSeveralBuckets() {
        assertThat(TaskMix.tokens(0, 4)).isEqualTo("0 to 15 tokens");
        assertThat(TaskMix.tokens(5, 8)).isEqualTo("16 to 255 tokens");
        assertThat(TaskMix.tokens(9, 15)).isEqualTo("256 tokens or more");
    }

    @Test
    void shouldAddTheTasksOfWindows() {
        TaskMix both = TaskMix.NONE.with(1, 0).plus(TaskMix.NONE.with(1, 15));
        assertThat(both.lengths().get(1)).isEqualTo(2);
        assertThat(both).isEqualTo(TaskMix.NONE.with(1, 15).with(1, 0));
    }
}
