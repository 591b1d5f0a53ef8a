package metatextgrad.instance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.llm.Message;
import metatextgrad.model.Tags;
import metatextgrad.prompt.PromptTemplate;

/** The requests about one answer: METHOD §2.4 kinds 3 (critic), 6 (backward) and 8 (update). */
record InstancePrompts(String question, String answer) {
    private static final String ROLE = "the answer to a question";
    private static final String FUNCTION =
            "a critic, who does not know the right answer, names what is wrong or doubtful in this one";
    private static final Message CRITIC_SYSTEM =
            Message.system(PromptTemplate.text("instance-critic-system"));
    private static final Message BACKWARD_SYSTEM =
            Message.system(PromptTemplate.text("backward-system"));
    private static final PromptTemplate CRITIC = PromptTemplate.named("instance-critic");
    private static final PromptTemplate BACKWARD = PromptTemplate.named("backward-function");
    private static final PromptTemplate UPDATE_SYSTEM =
            PromptTemplate.named("instance-update-system");
    private static final PromptTemplate UPDATE = PromptTemplate.named("instance-update");

    List<Message> critic() {
        String prompt = CRITIC.fill(Map.of("question", question, "prediction", answer));
        return List.of(CRITIC_SYSTEM, Message.user(prompt));
    }

    List<Message> backward(String criticism) {
        String prompt =
                BACKWARD.fill(
                        Map.of(
                                "role", ROLE,
                                "input", question,
                                "text", answer,
                                "function", FUNCTION,
                                "result", criticism));
        return List.of(BACKWARD_SYSTEM, Message.user(prompt));
    }

    List<Message> update(String criticism, String feedback, List<String> constraints) {
        Map<String, String> tags = Map.of("start", Tags.DEFAULT.start(), "end", Tags.DEFAULT.end());
        List<Map<String, String>> rows = new ArrayList<>();
        for (String text : constraints)
            rows.add(Map.of("number", "" + (rows.size() + 1), "text", text));
        Map<String, Object> values = new TreeMap<>(tags);
        values.put("role", ROLE);
        values.put("value", answer);
        values.put("question", question);
        values.put("criticism", criticism);
        values.put("feedback", feedback);
        values.put("constraints", rows);
        return List.of(Message.system(UPDATE_SYSTEM.fill(tags)), Message.user(UPDATE.fill(values)));
    }
}
