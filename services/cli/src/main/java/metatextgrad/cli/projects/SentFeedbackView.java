package metatextgrad.cli.projects;

import java.util.List;
import metatextgrad.cli.text.View;

/** What {@code mtg feedback send} did. */
record SentFeedbackView(int sent) implements View {
    @Override
    public List<String> text() {
        return List.of("feedback sent: " + sent);
    }
}
