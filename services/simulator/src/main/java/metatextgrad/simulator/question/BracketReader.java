package metatextgrad.simulator.question;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds {@code Input:} and brackets separated by blanks. */
final class BracketReader {
    // A bracket next to letters starts a tag and is no symbol.
    static final Pattern SHAPE =
            Pattern.compile(
                    "Input:\\s*([\\[\\](){}<>](?:[ \\t]+[\\[\\](){}<>](?![\\w/]))*)(?![\\w/])");

    private BracketReader() {}

    static Optional<Question> question(MatchResult match) {
        return Optional.of(new BracketQuestion(List.of(match.group(1).trim().split("\\s+"))));
    }
}
