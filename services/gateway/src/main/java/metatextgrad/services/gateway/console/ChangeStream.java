package metatextgrad.services.gateway.console;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import metatextgrad.model.ProjectId;
import metatextgrad.services.gateway.api.Problem;
import metatextgrad.services.gateway.api.SseStream;
import metatextgrad.services.gateway.settings.Scope;
import metatextgrad.services.gateway.views.FeedLog;
import metatextgrad.services.gateway.views.FeedPosition;
import metatextgrad.services.gateway.views.Signal;
import org.jspecify.annotations.Nullable;

/**
 * Informs open pages that something has changed, so that they load their parts again. It states
 * nothing else: what a person sees comes from the pages. Thread-safe.
 */
record ChangeStream(SignIn signIn) {
    void follow(ConsoleCall call) throws IOException, InterruptedException {
        call.models();
        // It begins before the client knows of the stream, which may then rely on each change.
        FeedLog.Reader reader = call.views().feed().reader(last(call), wanted(call));
        if (!call.session().streams().tryAcquire())
            throw Problem.TOO_MANY_STREAMS.denied(
                    "this session has too many open pages: close some");
        try (SseStream stream = open(call)) {
            follow(call, reader, stream);
        }
    }

    private static SseStream open(ConsoleCall call) throws IOException {
        Semaphore streams = call.session().streams();
        try {
            return SseStream.open(call.context(), streams::release);
        } catch (IOException | RuntimeException e) {
            streams.release();
            throw e;
        }
    }

    private void follow(ConsoleCall call, FeedLog.Reader reader, SseStream stream)
            throws IOException, InterruptedException {
        Signal changed = call.views().changed();
        boolean more = true;
        while (more) {
            long seen = changed.count();
            while (reader.hasNext()) {
                List<FeedLog.Sent> changes = reader.next();
                if (!changes.isEmpty()) stream.send(changes.getLast().id(), "change", "{}");
            }
            more = stream.await(changed, seen, () -> isStillAllowed(call));
        }
    }

    /** Returns whether the session continues with the same rights. */
    private boolean isStillAllowed(ConsoleCall call) {
        return signIn.person(call.context())
                .filter(person -> person.visitor().equals(call.visitor()))
                .isPresent();
    }

    private static Predicate<ProjectId> wanted(ConsoleCall call) {
        String only = call.context().queryParam("project");
        return one -> (only == null || only.equals(one.value())) && call.may(Scope.READ, one);
    }

    private static @Nullable FeedPosition last(ConsoleCall call) {
        String id = call.context().req().getHeader(SseStream.LAST);
        try {
            return id == null ? null : FeedPosition.read(id);
        } catch (IllegalArgumentException e) {
            throw Problem.INVALID_PARAMETER.denied(String.valueOf(e.getMessage()));
        }
    }
}
