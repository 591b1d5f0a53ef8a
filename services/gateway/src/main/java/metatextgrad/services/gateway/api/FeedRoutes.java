package metatextgrad.services.gateway.api;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import metatextgrad.model.ProjectId;
import metatextgrad.services.gateway.settings.Scope;
import metatextgrad.services.gateway.views.FeedLog;
import metatextgrad.services.gateway.views.FeedPosition;
import metatextgrad.services.gateway.views.LiveViews;
import org.jspecify.annotations.Nullable;

/** The feed of changes, as server-sent events. Thread-safe. */
record FeedRoutes(LiveViews views) {
    List<Route> routes() {
        return List.of(Route.get("/events", this::events, "project"));
    }

    private void events(ApiCall call) throws IOException, InterruptedException {
        call.require(Scope.READ);
        ProjectId project = call.projectOrAll();
        FeedPosition after = last(call);
        ReadRoutes.models(views);
        Predicate<ProjectId> wanted =
                one ->
                        (project == null || project.equals(one))
                                && call.key().allows(Scope.READ, one);
        FeedLog.Reader reader = views.feed().reader(after, wanted);
        try (SseStream stream = SseStream.open(call)) {
            // A client that leaves before the first change has a place to continue from.
            if (after == null) stream.send(reader.position().text(), "open", "{}");
            boolean more = true;
            while (more) {
                long seen = views.changed().count();
                while (reader.hasNext())
                    for (FeedLog.Sent one : reader.next())
                        stream.send(one.id(), one.type(), one.json());
                more = stream.await(views.changed(), seen, call::isStillAllowed);
            }
        }
    }

    private static @Nullable FeedPosition last(ApiCall call) {
        String id = call.context().req().getHeader(SseStream.LAST);
        return id == null ? null : ApiCall.parameter(id, FeedPosition::read);
    }
}
