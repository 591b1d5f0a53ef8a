package metatextgrad.services.gateway.api;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import metatextgrad.json.AnswerJson;
import metatextgrad.json.FeedbackJson;
import metatextgrad.json.TaskJson;
import metatextgrad.model.ContentHash;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.services.gateway.chat.SmallBody;
import metatextgrad.services.gateway.settings.Scope;
import metatextgrad.services.gateway.traffic.TrafficRecord;
import metatextgrad.services.gateway.views.LiveViews;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;

/** What applications send: tasks, answers and feedback. Thread-safe. */
record WriteRoutes(KafkaDelivery kafka, SeenKeys seen, LiveViews views, InstantSource clock) {
    List<Route> routes() {
        return List.of(
                Route.post("/tasks", this::task),
                Route.post("/answers", this::answer),
                Route.post("/feedback", this::feedback));
    }

    private void task(ApiCall call) throws IOException {
        call.require(Scope.FEED);
        String body = call.body();
        String once = call.idempotencyKey();
        TaskSubmitted task = ApiCall.read(() -> TaskJson.read(body, null, null));
        call.require(Scope.FEED, task.project());
        boolean named =
                !task.id().equals(TaskSubmitted.idOf(task.project(), task.input(), task.target()));
        if (once != null && !named) task = renamed(task, call.sender(), once);
        write(
                call,
                once,
                body,
                new TrafficRecord(Topics.TASKS, TaskJson.write(task), call.trace()));
        accepted(call, task.id());
    }

    private void answer(ApiCall call) throws IOException {
        call.require(Scope.FEED);
        String body = call.body();
        String once = call.idempotencyKey();
        AnswerGiven answer = ApiCall.read(() -> AnswerJson.read(body));
        call.require(Scope.FEED, answer.project());
        requireAdapting(answer.project());
        write(
                call,
                once,
                body,
                new TrafficRecord(Topics.ANSWERS, AnswerJson.write(answer), call.trace()));
        accepted(call, answer.task());
    }

    private void feedback(ApiCall call) throws IOException {
        call.require(Scope.FEED);
        String body = call.body();
        String once = call.idempotencyKey();
        Instant now = clock.instant();
        FeedbackGiven feedback = ApiCall.read(() -> FeedbackJson.read(body, now));
        call.require(Scope.FEED, feedback.project());
        requireAdapting(feedback.project());
        write(call, once, body, new TrafficRecord(Topics.FEEDBACK, body, call.trace()));
        accepted(call, feedback.task());
    }

    /** Intake keeps tasks of any project, but what belongs to a task only if it adapts. */
    private void requireAdapting(ProjectId project) {
        if (!views.mayAdapt(project))
            throw Problem.NOT_ADAPTING.denied(
                    "project `%s` does not adapt to its traffic: mtg adapt start %s"
                            .formatted(project, project));
    }

    private void write(ApiCall call, @Nullable String once, String body, TrafficRecord record) {
        seen.once(call.key(), record.topic().name(), once, body, () -> kafka.write(record));
    }

    /** Returns a task whose id is a function of the key, so that a repeated request is the same. */
    private static TaskSubmitted renamed(TaskSubmitted task, String sender, String once) {
        return new TaskSubmitted(
                task.project(),
                new TaskId(ContentHash.of("idempotency", task.project(), sender, once)),
                task.input(),
                task.target(),
                task.set(),
                task.split(),
                task.group());
    }

    private static void accepted(ApiCall call, TaskId task) throws IOException {
        call.send(202, "application/json", SmallBody.task(task.value()));
    }
}
