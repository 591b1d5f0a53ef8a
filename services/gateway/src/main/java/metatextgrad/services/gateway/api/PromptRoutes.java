package metatextgrad.services.gateway.api;

import java.io.IOException;
import java.util.List;
import metatextgrad.model.ContentHash;
import metatextgrad.model.ProjectId;
import metatextgrad.services.gateway.proxy.Denied;
import metatextgrad.services.gateway.settings.Scope;
import metatextgrad.services.gateway.tables.ServedTable;
import metatextgrad.services.gateway.tables.ServingTables;
import metatextgrad.services.gateway.views.Signal;
import org.jspecify.annotations.Nullable;

/**
 * The prompts that a project serves, once or as a stream of changes. It works from the tables on
 * disk too. Thread-safe.
 *
 * @param changed raised after each change of the tables
 */
public record PromptRoutes(ServingTables tables, Signal changed) {
    private static final String CACHING = "private, max-age=5";

    List<Route> routes() {
        return List.of(Route.get("/prompts/{project}", this::prompts, "label"));
    }

    private void prompts(ApiCall call) throws IOException, InterruptedException {
        ProjectId project = call.project();
        call.require(Scope.READ, project);
        String label = call.query("label");
        String json = json(project, label);
        if (SseStream.isWanted(call)) follow(call, project, label);
        else call.sendTagged(json, CACHING);
    }

    private void follow(ApiCall call, ProjectId project, @Nullable String label)
            throws IOException, InterruptedException {
        try (SseStream stream = SseStream.open(call)) {
            String last = call.context().req().getHeader(SseStream.LAST);
            while (true) {
                long seen = changed.count();
                String json;
                try {
                    json = json(project, label);
                } catch (Denied e) {
                    stream.send(null, "removed", "{}");
                    return;
                }
                String id = ContentHash.of("etag", json);
                if (!id.equals(last)) stream.send(id, "prompts", json);
                last = id;
                if (!stream.await(changed, seen, call::isStillAllowed)) return;
            }
        }
    }

    private String json(ProjectId project, @Nullable String label) {
        ServedTable table =
                tables.table(project)
                        .orElseThrow(
                                () ->
                                        Problem.NO_PROMPTS.denied(
                                                "project `%s` serves nothing yet"
                                                        .formatted(project)));
        if (label == null) return table.json();
        return table.labelledJson(label).orElseThrow(() -> Denied.unknownLabel(table, label));
    }
}
