package metatextgrad.services.worker;

import java.util.List;
import metatextgrad.llm.AskId;
import metatextgrad.llm.Asker;
import metatextgrad.llm.CallId;
import metatextgrad.llm.Message;
import metatextgrad.llm.Opaque;
import metatextgrad.llm.WorkerRequest;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ModelSpec;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;

/** SampleAsks for tests: the question makes the call, question and place the ask. */
final class SampleAsks {
    static final ModelSpec SPEC = new ModelSpec("small", 0, 100, 30);

    private SampleAsks() {}

    static WorkerRequest ask(String question, String place) {
        return ask("demo", question, place);
    }

    static WorkerRequest ask(String project, String question, String place) {
        return ask(project, SPEC, question, place);
    }

    static WorkerRequest ask(ModelSpec model, String question, String place) {
        return ask("demo", model, question, place);
    }

    private static WorkerRequest ask(
            String project, ModelSpec model, String question, String place) {
        ProjectId id = new ProjectId(project);
        List<Message> messages = List.of(Message.user(question));
        CallId call = CallId.of(id, model, messages, 0, "");
        return new WorkerRequest(
                call,
                AskId.of(call, Asker.CANDIDATE, "trial", 0, place, 0),
                id,
                new RunId("run"),
                Asker.CANDIDATE,
                "trial",
                0,
                place,
                0,
                0,
                ModelRole.PROGRAM,
                model,
                messages,
                0,
                "",
                1,
                new Opaque(new byte[] {1, 2, 3}));
    }
}
