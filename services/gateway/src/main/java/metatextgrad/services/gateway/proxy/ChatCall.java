package metatextgrad.services.gateway.proxy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.services.gateway.chat.ChatEdit;
import metatextgrad.services.gateway.chat.CompletionRequest;
import metatextgrad.services.gateway.chat.PromptVariables;
import metatextgrad.services.gateway.settings.ProjectRules;
import metatextgrad.services.gateway.upstream.UpstreamServer;
import org.jspecify.annotations.Nullable;

/**
 * A chat completion for a project.
 *
 * @param room of the request in the heap
 * @param query of the request, with its question mark; empty if there is none
 * @param task id that feedback names
 * @param spec the model of the project file; null if it is not known
 * @param model name to send; null keeps the one of the client
 */
record ChatCall(
        HttpServletRequest request,
        HttpServletResponse response,
        CompletionRequest chat,
        RequestRoom.Place room,
        String query,
        Target target,
        Access access,
        String task,
        ProjectRules rules,
        UpstreamServer server,
        @Nullable ModelSpec spec,
        @Nullable String model) {
    /** Returns the user if there is one, else the task. */
    String unit() {
        String group = chat.group();
        return group == null ? task : group;
    }

    /** Returns an edit with the right model. */
    ChatEdit edit() {
        return new ChatEdit(chat).model(model);
    }

    PromptVariables variables() {
        return new PromptVariables(rules.variables(), chat);
    }

    /** Returns the system message with this prompt. */
    String system(String prompt) {
        return rules.system().join(variables().fill(prompt), chat.system());
    }
}
