package dev.entente.identity;

import org.springframework.stereotype.Component;
import org.springframework.web.util.HttpSessionMutexListener;

/** Gives each session a lock: the session's object itself may be another one for each request. */
@Component
class SessionLocks extends HttpSessionMutexListener {}
