package metatextgrad.modelclient;

import metatextgrad.model.ControlCharacters;
import metatextgrad.redact.Secrets;

/**
 * Where texts of servers and of the HTTP client enter. Each one that becomes a part of a reply
 * passes here. Pure, apart from the {@link Secrets} of the process.
 */
final class ServerText {
    /** Long enough for the message of a server. */
    static final int MESSAGE = 200;

    /** Enough to recognize a page that is no answer of a model. */
    static final int EXCERPT = 80;

    private ServerText() {}

    /** Returns the text without the secrets of this process. */
    static String hidden(String text) {
        return Secrets.OF_PROCESS.hide(text);
    }

    /**
     * Returns the text in one line, without secrets and control characters. Secrets are hidden
     * first: a secret that is cut off, or that UTF-16 separates by zeros, would not be found.
     */
    static String line(String text, int letters) {
        String hidden = hidden(text.replace("\0", ""));
        String line = ControlCharacters.line(hidden);
        return line.substring(0, Math.min(line.length(), letters));
    }
}
