package metatextgrad.services.worker.scheduler;

import java.util.List;
import metatextgrad.llm.AskId;
import metatextgrad.llm.Asker;
import metatextgrad.llm.CallId;
import metatextgrad.llm.Message;
import metatextgrad.llm.Opaque;
import metatextgrad.llm.WorkerRequest;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.project.ModelSpec;

/** Requests for tests: the question decides the call, question and place the request. */
public final class SampleRequests {
    public static final ModelSpec SPEC = new ModelSpec("small", 0, 100, 30);

    private SampleRequests() {}

    public static WorkerRequest request(String question, String place) {
        return request("demo", question, place);
    }

    public static WorkerRequest request(String project, String question, String place) {
        return request(project, SPEC, question, place);
    }

    public static WorkerRequest request(ModelSpec model, String question, String place) {
        return request("demo", model, question, place);
    }

    private static WorkerRequest request(
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
