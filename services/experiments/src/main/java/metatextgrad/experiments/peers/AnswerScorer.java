package metatextgrad.experiments.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.evaluator.Evaluator;
import metatextgrad.evaluator.Evaluators;
import metatextgrad.evaluator.Finding;
import metatextgrad.model.Score;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;

/**
 * Scores answers over HTTP with the evaluator of a project, so that every optimizer has the same
 * scores. A request has the id of a task and an answer. Thread-safe.
 */
final class AnswerScorer implements HttpHandler {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Project project;
    private final Evaluator evaluator;
    private final Map<String, TaskSubmitted> tasks = new TreeMap<>();

    private record Request(String task, String answer) {}

    private record Response(double score, String criticism) {}

    AnswerScorer(Project project, List<TaskSubmitted> tasks) {
        this.project = project;
        evaluator = Evaluators.of(project.loop().evaluator());
        tasks.forEach(task -> this.tasks.put(task.id().value(), task));
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Request request = MAPPER.readValue(exchange.getRequestBody().readAllBytes(), Request.class);
        TaskSubmitted task = tasks.get(request.task());
        byte[] body =
                task == null
                        ? "no such task".getBytes(UTF_8)
                        : MAPPER.writeValueAsBytes(response(task, request.answer()));
        exchange.sendResponseHeaders(task == null ? 404 : 200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private Response response(TaskSubmitted task, String answer) {
        return switch (evaluator.evaluate(task, answer, project.loop().reading())) {
            case Finding.Scored(Score score, String criticism) ->
                    new Response(score.counts() ? score.value() : 0, criticism);
            case Finding.Ask ask ->
                    throw new IllegalStateException("an evaluator without a judge asks for one");
        };
    }

    /** Returns why answers of this project cannot be scored so, in one line; null if they can. */
    static @Nullable String problem(Project project) {
        return Evaluators.of(project.loop().evaluator()).requests()
                ? "the evaluator `%s` needs a judge, and the peers have none"
                        .formatted(project.loop().evaluator().name())
                : null;
    }
}
