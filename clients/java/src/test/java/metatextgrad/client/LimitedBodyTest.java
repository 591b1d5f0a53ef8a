package metatextgrad.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.Test;

final class LimitedBodyTest {
    private final LimitedBody body = new LimitedBody(4);
    private boolean cancelled;

    private void receive(int... sizes) {
        body.onSubscribe(
                new Subscription() {
                    @Override
                    public void request(long count) {}

                    @Override
                    public void cancel() {
                        cancelled = true;
                    }
                });
        for (int size : sizes) body.onNext(List.of(ByteBuffer.allocate(size)));
        body.onComplete();
    }

    @Test
    void shouldReadABodyUpToTheLimit() {
        receive(1, 3);

        assertThat(body.getBody().toCompletableFuture().join()).hasSize(4);
        assertThat(cancelled).isFalse();
    }

    @Test
    void shouldEndALongerOne() {
        receive(1, 4);

        assertThat(cancelled).isTrue();
        assertThatThrownBy(() -> body.getBody().toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IOException.class)
                .hasMessageEndingWith("the answer has more than 4 bytes");
    }
}
