package dev.entente.embedded;

import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedAddRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedAddResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedDeleteRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedDeleteResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyDNRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyDNResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyResult;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldif.LDIFChangeRecord;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Journals each change between its doing and its answer, one after the other, so that the journal has the order of the changes. */
final class LdapRecorder extends InMemoryOperationInterceptor {

  private static final Logger LOG = LoggerFactory.getLogger(LdapRecorder.class);

  private final LdapJournal journal;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  LdapRecorder(LdapJournal journal) {
    this.journal = journal;
  }

  @Override
  public void processAddRequest(InMemoryInterceptedAddRequest request) {
    oneAtATime.lock();
  }

  @Override
  public void processAddResult(InMemoryInterceptedAddResult result) {
    result.setResult(recorded(result.getResult(), result.getRequest().toLDIFChangeRecord()));
  }

  @Override
  public void processDeleteRequest(InMemoryInterceptedDeleteRequest request) {
    oneAtATime.lock();
  }

  @Override
  public void processDeleteResult(InMemoryInterceptedDeleteResult result) {
    result.setResult(recorded(result.getResult(), result.getRequest().toLDIFChangeRecord()));
  }

  @Override
  public void processModifyRequest(InMemoryInterceptedModifyRequest request) {
    oneAtATime.lock();
  }

  @Override
  public void processModifyResult(InMemoryInterceptedModifyResult result) {
    result.setResult(recorded(result.getResult(), result.getRequest().toLDIFChangeRecord()));
  }

  @Override
  public void processModifyDNRequest(InMemoryInterceptedModifyDNRequest request) {
    oneAtATime.lock();
  }

  @Override
  public void processModifyDNResult(InMemoryInterceptedModifyDNResult result) {
    result.setResult(recorded(result.getResult(), result.getRequest().toLDIFChangeRecord()));
  }

  private LDAPResult recorded(LDAPResult result, LDIFChangeRecord change) {
    try {
      if (result.getResultCode().equals(ResultCode.SUCCESS)) {
        journal.append(change);
      }
      return result;
    } catch (IOException e) {
      LOG.error("The directory could not keep a change", e);
      return new LDAPResult(result.getMessageID(), ResultCode.OTHER, "The change could not be kept on disk", null, (String[]) null, null);
    } finally {
      if (oneAtATime.isHeldByCurrentThread()) {
        oneAtATime.unlock();
      }
    }
  }
}
