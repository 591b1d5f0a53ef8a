package metatextgrad.services.worker.scheduler;

import java.util.List;
import metatextgrad.llm.CallKey;
import metatextgrad.llm.Message;
import metatextgrad.llm.RawContext;
import metatextgrad.llm.RequestId;
import metatextgrad.llm.Requester;
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
        CallKey call = CallKey.of(id, model, messages, 0, "");
        return new WorkerRequest(
                call,
                RequestId.of(call, Requester.CANDIDATE, "trial", 0, place, 0),
                id,
                new RunId("run"),
                Requester.CANDIDATE,
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
                new RawContext(new byte[] {1, 2, 3}));
    }
}
