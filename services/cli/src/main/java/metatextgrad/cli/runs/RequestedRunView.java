package metatextgrad.cli.runs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import metatextgrad.cli.text.View;
import metatextgrad.model.event.RunRequested;

/**
 * A run that no service has begun, or one that was just started.
 *
 * @param tasks how many tasks it uses
 */
record RequestedRunView(@JsonUnwrapped RunHead head, int tasks, @JsonIgnore List<String> text)
        implements View {
    static RequestedRunView of(RunRequested request, String status, String... text) {
        return new RequestedRunView(
                RunHead.of(request, status), request.snapshot().count(), List.of(text));
    }

    @Override
    public List<String> next() {
        return head.status().equals(RunHead.REQUESTED)
                ? List.of("mtg runs watch " + head.run())
                : List.of();
    }
}
